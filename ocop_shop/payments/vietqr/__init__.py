"""Bank transfers within Vietnam, by a QR code that every banking app reads (VietQR, EMVCo merchant-presented)."""
