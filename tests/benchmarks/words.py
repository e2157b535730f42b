"""The words that invented products are made of: real Vietnamese, with their marks."""

from __future__ import annotations


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split(", "))


# For each of the 26 product sets, what such goods are called.
GOODS: dict[int, tuple[str, ...]] = {
    1: _listed(
        "Bưởi da xanh, Bưởi Năm Roi, Cam sành, Cam Vinh, Vải thiều, Nhãn lồng, Thanh long ruột đỏ, Dừa sáp, Xoài "
        "cát Hòa Lộc, Sầu riêng Ri6, Khoai lang tím, Hành tím, Rau má, Nấm rơm tươi, Na dai, Mận hậu"
    ),
    2: _listed(
        "Thịt trâu tươi, Gà đồi, Trứng gà thảo mộc, Trứng vịt biển, Cá thát lát, Tôm sú sinh thái, Cua Cà Mau, "
        "Sữa dê tươi, Cá lóc đồng, Hàu sữa"
    ),
    3: _listed(
        "Gạo ST25, Gạo nếp cái hoa vàng, Gạo tám thơm, Gạo nếp nương, Gạo lứt huyết rồng, Gạo Séng cù, Đậu xanh "
        "hạt, Hạt sen khô, Lạc đỏ, Vừng đen"
    ),
    4: _listed(
        "Mật ong hoa cà phê, Mật ong hoa nhãn, Mật ong bạc hà, Mật ong rừng tràm, Mật hoa dừa, Phấn hoa, Sáp ong, "
        "Mật ong rừng U Minh, Yến sào thô"
    ),
    5: _listed(
        "Bánh tráng trộn, Cơm cháy chà bông, Chuối sấy giòn, Mít sấy, Khoai lang sấy, Kẹo dừa, Kẹo lạc, Bánh pía "
        "sầu riêng, Bánh đậu xanh"
    ),
    6: _listed(
        "Bún khô, Phở khô, Miến dong, Bánh tráng phơi sương, Bánh đa cua, Cốm làng Vòng, Bánh chưng gấc, Hủ tiếu "
        "khô, Bánh phồng tôm, Nui gạo lứt"
    ),
    7: _listed(
        "Măng khô, Măng ớt ngâm, Hạt điều rang muối, Mắc ca sấy nứt vỏ, Mứt gừng, Tinh bột nghệ, Bột sắn dây, Cà "
        "na ngâm, Dưa cải muối, Xoài sấy dẻo, Đậu phụ khô, Mộc nhĩ khô, Nấm hương khô"
    ),
    8: _listed(
        "Thịt trâu gác bếp, Lạp xưởng, Nem chua, Giò lụa, Chả cá, Chả mực giã tay, Tôm khô, Cá khô một nắng, Khô "
        "cá lóc, Ruốc bông, Sữa chua dê, Khô cá sặc, Mắm cá linh, Yến chưng đường phèn"
    ),
    9: _listed(
        "Nước mắm cốt, Nước mắm cá cơm, Tương bần, Nước tương đậu nành, Mắm tôm, Mắm ruốc, Dấm gạo, Nước màu dừa, "
        "Tương ớt"
    ),
    10: _listed(
        "Tỏi đen, Tỏi cô đơn, Hành phi, Tiêu đen, Tiêu sọ, Muối tôm, Muối hầm, Bột ớt, Hạt dổi, Mắc khén, Quế "
        "thanh, Hoa hồi"
    ),
    11: _listed(
        "Chè Shan tuyết, Trà ô long, Chè xanh Thái Nguyên, Hồng trà cổ thụ, Trà ướp sen, Chè búp khô, Bạch trà, "
        "Trà đinh"
    ),
    12: _listed(
        "Trà túi lọc cà gai leo, Trà hoa cúc, Trà mãng cầu, Trà gạo lứt, Trà dây, Trà atisô, Trà thảo mộc, Trà "
        "hoa vàng, Trà giảo cổ lam"
    ),
    13: _listed(
        "Cà phê rang xay, Cà phê hạt rang mộc, Cà phê Robusta, Cà phê Arabica, Cà phê hòa tan, Bột ca cao, "
        "Sô-cô-la đen, Cà phê chồn"
    ),
    14: _listed("Rượu nếp, Rượu ngô men lá, Rượu gạo truyền thống, Rượu Bàu Đá, Rượu San Lùng"),
    15: _listed("Rượu mơ, Rượu cần, Rượu vang dâu, Rượu sim, Rượu nếp cẩm, Rượu đinh lăng"),
    16: _listed("Nước khoáng thiên nhiên, Nước uống đóng chai"),
    17: _listed("Nước ép cam, Nước sim, Sữa hạt sen, Sữa ngô, Nước mía đóng chai, Nước cốt chanh dây"),
    18: _listed(
        "Cao cà gai leo, Đông trùng hạ thảo, Viên nghệ mật ong, Sâm Ngọc Linh, Cao đinh lăng, Nấm linh chi, Đẳng "
        "sâm khô"
    ),
    19: _listed("Dầu gội bồ kết, Xà bông dầu dừa, Dầu dừa nguyên chất, Nước rửa mặt nghệ, Son dầu gấc"),
    20: _listed("Tinh dầu sả, Tinh dầu tràm, Tinh dầu quế, Tinh dầu bưởi, Dầu gió thảo dược"),
    21: _listed(
        "Giỏ mây tre đan, Gốm Bát Tràng, Nón lá, Tranh Đông Hồ, Chiếu cói, Đèn lồng Hội An, Trống da trâu, Khay "
        "sơn mài, Gùi tre"
    ),
    22: _listed("Khăn thổ cẩm, Lụa tơ tằm, Áo thổ cẩm, Túi thổ cẩm, Chăn bông tơ tằm"),
    23: _listed("Hoa hồng cổ, Hoa cúc mâm xôi, Hoa lan hồ điệp, Hoa sen Tây Hồ"),
    24: _listed("Mai vàng, Quất cảnh, Đào phai, Sanh cổ, Bonsai linh sam"),
    25: _listed("Cá koi, Gà rừng cảnh"),
    26: _listed("Làng du lịch cộng đồng, Điểm du lịch sinh thái, Nhà vườn nghỉ dưỡng"),
}
# How common a set is among certified goods: food first, far before all else.
SET_WEIGHTS = (130, 35, 75, 42, 30, 60, 95, 120, 45, 32, 70, 38, 40, 22, 18, 4, 14, 28, 8, 14, 34, 12, 6, 7, 1, 9)
# Some products are called by nothing more than what they are.
QUALITIES = ("",) * 4 + _listed(
    "thượng hạng, hữu cơ, nguyên chất, sạch, truyền thống, đặc biệt, loại một, sấy dẻo, hút chân không, túi zip, "
    "hộp quà, gia truyền, VietGAP, cao cấp, mộc, rang mộc, vụ mới, tự nhiên, ít ngọt, cay nồng, thơm, đặc sản, "
    "chai thủy tinh, ủ chum, phơi nắng, làng nghề"
)
BRANDS = _listed(
    "Ánh Dương, Bà Năm, Bảo Châu, Cửu Long, Đại Ngàn, Đất Lành, Đồng Xanh, Đức Huy, Hai Tèo, Hạnh Phúc, Hoa Ban, "
    "Hoàng Gia, Hồng Ngọc, Hương Quê, Khánh An, Kim Anh, Lan Rừng, Mẹ Quê, Minh Khang, Mộc Châu Xanh, Ngọc Linh, "
    "Nhà Mây, Nắng Mới, Phú Quý, Phương Nam, Quê Mình, Rạch Giá, Sông Hậu, Suối Tiên, Tâm An, Tân Phú, Tây Bắc, "
    "Thanh Bình, Thảo Nguyên, Thiên Phúc, Thuận Thiên, Tiến Đạt, Trường Sinh, Út Hiền, Việt Cường, Vườn Nhà, Xuân "
    "Trường, Yên Tử, Bình Minh, Chín Hữu, Đông Á, Gia Lộc, Huyền Trang, Lộc Phát, Mường Thanh"
)
# Kinds of producer and how they are named, the common ones first.
KINDS = (
    ("cooperative", "Hợp tác xã nông nghiệp", 38),
    ("household", "Hộ kinh doanh", 27),
    ("company", "Công ty TNHH", 18),
    ("establishment", "Cơ sở sản xuất", 7),
    ("coop_group", "Tổ hợp tác", 4),
    ("private_enterprise", "Doanh nghiệp tư nhân", 2),
    ("producer_household", "Hộ sản xuất", 2),
    ("farm", "Trang trại", 1),
    ("association", "Hội làng nghề", 0.6),
    ("coop_union", "Liên hiệp hợp tác xã", 0.4),
)
# What descriptions say; the first words are the most frequent ones.
TELLING = _listed(
    "và, của, được, sản phẩm, từ, không, cho, vùng, làm, với, người, theo, nguyên liệu, sạch, thơm, ngon, chất "
    "bảo quản, truyền thống, tự nhiên, quy trình, trồng, chế biến, đất, bà con, nước, đóng gói, bảo quản, nơi khô "
    "ráo, thoáng mát, sử dụng, hạn sử dụng, tháng, ngày sản xuất, thu hoạch, bằng tay, chọn lọc, kỹ lưỡng, hương "
    "vị, đậm đà, béo ngậy, giòn tan, ngọt thanh, cay nhẹ, mềm dẻo, màu vàng óng, đặc trưng, quê hương, miền núi, "
    "đồng bằng, ven biển, phù sa, khí hậu, mát mẻ, nắng gió, rừng, suối, ruộng bậc thang, nương, vườn, ao cá, "
    "làng nghề, hàng trăm năm, cha ông, bí quyết, gia truyền, đời này sang đời khác, hợp tác xã, thành viên, liên "
    "kết, nông dân, chăm sóc, hữu cơ, phân chuồng, không phun thuốc, kiểm nghiệm, an toàn thực phẩm, truy xuất "
    "nguồn gốc, mã vạch, tem, nhãn, bao bì, thân thiện, môi trường, lá dong, lá chuối, tre nứa, gỗ, sấy lạnh, sấy "
    "thăng hoa, phơi sương, ủ, lên men, chưng cất, rang, xay, nghiền, ép lạnh, hấp, luộc, nướng, chiên giòn, tẩm "
    "ướp, gừng, tỏi, sả, ớt, hành, tiêu, nghệ, quế, hồi, mắc khén, hạt dổi, lá lốt, rau thơm, chanh, mật ong, "
    "đường phèn, đường thốt nốt, muối biển, nước mắm, dầu dừa, đậu xanh, đậu đen, đậu phộng, mè, hạt sen, hạt "
    "điều, gạo nếp, gạo tẻ, bột năng, khoai môn, sắn dây, bí đỏ, cà rốt, củ dền, dâu tằm, chanh dây, dứa, ổi, "
    "mít, xoài, chuối, dừa, sầu riêng, vải, nhãn, bưởi, cam, quýt, thanh long, tôm, cua, cá, mực, hàu, nghêu, ba "
    "ba, lươn, ếch, gà, vịt, lợn bản, trâu, bò, dê, ong, vitamin, chất xơ, đạm, canxi, sắt, kẽm, chống oxy hóa, "
    "tiêu hóa, ngủ ngon, giải nhiệt, thanh lọc, bồi bổ, sức khỏe, người già, trẻ em, phụ nữ, gia đình, bữa cơm, "
    "ngày Tết, lễ hội, quà biếu, du khách, homestay, trải nghiệm, chợ phiên, xuất khẩu, Nhật Bản, châu Âu, Hàn "
    "Quốc, siêu thị, đặt hàng, giao tận nơi, cam kết, đổi trả, tư vấn, miễn phí, khách hàng, tin dùng, yêu thích, "
    "giới thiệu, khởi nghiệp, phụ nữ dân tộc, Mông, Dao, Tày, Thái, Ê Đê, Khmer, Chăm, cồng chiêng, thổ cẩm"
)
# Syllables for rare names in descriptions: most two-syllable combinations occur once or twice in a catalogue.
SYLLABLES = _listed(
    "an, bích, bồng, cát, chàm, cẩm, dạ, diễm, đài, đằng, điền, giang, hạc, hoàn, hội, huệ, kiên, kỳ, lam, liên, "
    "long, lưu, mai, mỹ, nam, nghĩa, nguyệt, nhạn, ninh, phong, phụng, quán, quỳnh, sơn, tân, thạch, thủy, tiên, "
    "trà, trúc, tường, uyên, vân, viên, vĩnh, xuyên, yên, ý, đốc, khê"
)
# Six sectors, and the kinds of goods below them, each for some sets: thirty categories on two levels.
CATEGORIES: dict[str, tuple[tuple[str, tuple[int, ...]], ...]] = {
    "Thực phẩm tươi": (
        ("Rau củ quả", (1,)),
        ("Thịt cá trứng sữa", (2,)),
        ("Gạo và hạt", (3,)),
        ("Mật và yến", (4,)),
    ),
    "Thực phẩm chế biến": (
        ("Ăn vặt", (5,)),
        ("Bún miến bánh", (6,)),
        ("Trái cây sấy và đồ ngâm", (7,)),
        ("Thịt cá chế biến", (8,)),
        ("Nước mắm và tương", (9,)),
        ("Gia vị", (10,)),
    ),
    "Trà và cà phê": (
        ("Chè", (11,)),
        ("Trà thảo mộc", (12,)),
        ("Cà phê và ca cao", (13,)),
    ),
    "Đồ uống": (
        ("Rượu trắng", (14,)),
        ("Rượu hoa quả", (15,)),
        ("Nước đóng chai", (16,)),
        ("Nước ép và sữa hạt", (17,)),
    ),
    "Sức khỏe": (
        ("Dược liệu", (18,)),
        ("Chăm sóc cơ thể", (19,)),
        ("Tinh dầu", (20,)),
    ),
    "Thủ công và du lịch": (
        ("Thủ công mỹ nghệ", (21,)),
        ("Vải và may mặc", (22,)),
        ("Hoa và cây cảnh", (23, 24, 25)),
        ("Du lịch", (26,)),
    ),
}
