// A module: suggestions under a search field, a combobox with groups in a listbox (WAI-ARIA 1.2). `data-ocop-suggest` is
// the address that answers. Without this file or an answer it is a plain form.
const set = (node, attributes) => {
  for (const name in attributes) node.setAttribute(name, attributes[name]);
  return node;
};
const make = (tag, attributes, ...inside) => {
  const made = set(document.createElement(tag), attributes);
  made.append(...inside);
  return made;
};
const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replaceAll("đ", "d");
// What was typed stands out.
const marked = (name, typed) => {
  const begun = fold(typed).match(/[\p{L}\d]+/gu) ?? [];
  const strong = (word) => (begun.some((one) => fold(word).startsWith(one)) ? make("b", {}, word) : word);
  return name.split(/(\s+)/).map(strong);
};

document.querySelectorAll("[data-ocop-suggest]").forEach((field, number) => {
  const id = `ocop-suggest-${number}`;
  const list = make("div", { role: "listbox", id, "aria-label": field.labels[0]?.textContent ?? field.ariaLabel });
  const note = make("p");
  const popup = make("div", { class: "ocop-suggest" }, note, list);
  const said = make("p", { class: "ocop-vh", role: "status" });
  let options = [], active = -1, pause, asking;

  const choose = (at) => {
    options[active]?.setAttribute("aria-selected", false);
    const chosen = options[(active = at)];
    chosen?.setAttribute("aria-selected", true);
    chosen?.scrollIntoView({ block: "nearest" });
    set(field, { "aria-activedescendant": chosen?.id ?? "" });
  };
  const open = (isOpen) => {
    choose(-1);
    popup.hidden = !isOpen;
    set(field, { "aria-expanded": isOpen });
  };
  const close = () => {
    clearTimeout(pause);
    asking?.abort();
    open(false);
  };
  const show = (answer) => {
    choose(-1);
    options = [];
    list.replaceChildren(...answer.groups.map(({ kind, label, items }) => {
      const title = make("div", { role: "presentation", id: id + kind }, label);
      const shown = items.map((one, at) => {
        const name = make("span", {}, ...marked(one.label, answer.words));
        const attributes = { role: "option", id: title.id + at, href: one.url, tabindex: -1, "aria-selected": false };
        return make("a", attributes, name, " ", make("small", {}, ...marked(one.note, answer.words)));
      });
      options.push(...shown);
      return make("div", { role: "group", "aria-labelledby": title.id }, title, ...shown);
    }));
    note.textContent = answer.note;
    said.textContent = answer.said;
    open(options.length > 0);
  };
  const ask = async () => {
    asking?.abort();
    const { signal } = (asking = new AbortController());
    const address = new URL(field.dataset.ocopSuggest, location);
    address.searchParams.set("q", field.value);
    try {
      const answer = await (await fetch(address, { signal })).json();
      if (!signal.aborted) show(answer);
    } catch {
      if (!signal.aborted) close();
    }
  };

  const keys = {
    ArrowDown: () => (popup.hidden ? ask() : choose((active + 1) % options.length)),
    ArrowUp: () => !popup.hidden && choose((active > 0 ? active : options.length) - 1),
    Home: () => active >= 0 && choose(0),
    End: () => active >= 0 && choose(options.length - 1),
    Enter: () => active >= 0 && options[active].click(),
    Escape: () => !popup.hidden && close(),
  };
  field.addEventListener("keydown", (event) => {
    const does = !event.isComposing && !event.shiftKey && keys[event.key];
    if (does && does() !== false) event.preventDefault();
  });
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(ask, 160);
  });
  field.addEventListener("blur", close);
  popup.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", close);
  set(field, { role: "combobox", "aria-autocomplete": "list", "aria-controls": id });
  field.parentElement.classList.add("ocop-suggesting");
  field.parentElement.append(popup, said);
  open(false);
});
