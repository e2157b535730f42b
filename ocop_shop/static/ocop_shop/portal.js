// Saves a form as it is written: after two seconds of rest, with each photo (made smaller), on leaving.
const form = document.querySelector("form[data-autosave]");
let timer, busy, again, last, over;

const say = (words) => (document.getElementById("desk-said").textContent = words);
const kept = () => JSON.stringify([...new FormData(form)].filter(([name, value]) =>
  typeof value === "string" && name !== "version" && name !== "csrfmiddlewaretoken"));

async function small(file) {
  if (!/jpe?g|hei[cf]/.test(file.type)) return file;
  try {
    const picture = await createImageBitmap(file);
    const factor = 2000 / Math.max(picture.width, picture.height);
    if (factor >= 1) return file;
    const canvas = document.createElement("canvas");
    const size = [(canvas.width = picture.width * factor), (canvas.height = picture.height * factor)];
    canvas.getContext("2d").drawImage(picture, 0, 0, ...size);
    return (await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.9))) || file;
  } catch {
    return file;
  }
}

async function send(now, inputs, keepalive) {
  const body = new FormData(form);
  body.delete("pictures");
  say(form.dataset[inputs.length ? "sending" : "saving"]);
  try {
    for (const input of inputs) for (const file of input.files) body.append("pictures", await small(file), file.name);
    const answer = await fetch(form.action, { method: "POST", body, keepalive, headers: { "X-Autosave": 1 } });
    over = answer.status == 409;
    const told = await answer.json();
    say(told.note);
    if (over) return;
    form.elements.version.value = told.version;
    history.replaceState(null, "", (form.action = told.url));
    if (told.pictures) document.getElementById("photos").innerHTML = told.pictures;
    last = told.pictures ? kept() : now;
  } catch {
    say(form.dataset.offline);
    timer = setTimeout(save, 9000);
  }
}

function save(leaving) {
  clearTimeout(timer);
  if ((again = !!busy)) return busy;
  const inputs = [...form.querySelectorAll("[type=file]")].filter((one) => one.files.length && leaving !== 1);
  const now = kept();
  if (over || (now === last && !inputs[0])) return;
  return (busy = send(now, inputs, leaving === 1).finally(() => { busy = 0; if (again) save(); }));
}

if (form) {
  last = kept();
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, 2000); });
  form.addEventListener("change", async ({ target }) => {
    const asks = form.dataset.autosave && target.name === "product_set";
    if (!asks && target.type !== "file") return;
    await save();
    while (busy) await busy;
    if (asks && !over) location.assign(form.action);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!busy) return void (over = true);
    event.preventDefault();
    again = false;
    busy.then(() => form.requestSubmit(event.submitter));
  });
  document.addEventListener("visibilitychange", () => document.hidden && save(1));
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}
