// Saves a form of the desk while somebody writes: two seconds after the last key, when a photo was chosen, and on leaving.
// Large photos are made smaller here, so that they go through a thin line. Without this file the buttons do the same.
const form = document.querySelector("form[data-autosave]");
const said = document.getElementById("desk-said");
const LONGEST = 2000;
let timer, busy, again, over = false;

const kept = () => {
  const told = new FormData(form);
  ["version", "csrfmiddlewaretoken"].forEach((name) => told.delete(name));
  return JSON.stringify([...told].filter(([, value]) => typeof value === "string"));
};
const say = (words) => { if (said) said.textContent = words || ""; };

async function small(file) {
  if (!/jpe?g|hei[cf]/.test(file.type)) return file;
  try {
    const picture = await createImageBitmap(file);
    const factor = LONGEST / Math.max(picture.width, picture.height);
    if (factor >= 1) return file;
    const canvas = document.createElement("canvas");
    canvas.width = picture.width * factor;
    canvas.height = picture.height * factor;
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return (await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.9))) || file;
  } catch {
    return file;
  }
}

async function send(now, files, leaving) {
  const body = new FormData(form);
  for (const input of files) {
    body.delete(input.name);
    for (const file of input.files) body.append(input.name, await small(file), file.name);
  }
  say(form.dataset[files.length ? "sending" : "saving"]);
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Autosave": "1" }, keepalive: leaving });
    const told = answer.status === 409 || answer.ok ? await answer.json() : null;
    if (!told) throw answer;
    say(told.note);
    over = answer.status === 409;
    if (over) return;
    last = now;
    form.elements.version.value = told.version;
    if (new URL(told.url, location).href !== form.action) history.replaceState(null, "", (form.action = told.url));
    if (told.pictures) document.getElementById("photos").innerHTML = told.pictures;
    if (told.pictures) last = kept();
  } catch {
    say(form.dataset.offline);
    timer = setTimeout(save, 10_000);
  }
}

function save(leaving = false) {
  clearTimeout(timer);
  if (busy) return (again = true), busy;
  const files = leaving ? [] : [...form.querySelectorAll("input[type=file]")].filter((input) => input.files.length);
  const now = kept();
  if (over || (now === last && !files.length)) return Promise.resolve();
  busy = send(now, files, leaving).finally(() => {
    busy = null;
    if (again) again = false, save();
  });
  return busy;
}

let last = form && kept();
if (form) {
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, 2_000); });
  form.addEventListener("change", async (event) => {
    if (event.target.type === "file") await save();
    if ("reload" in event.target.dataset) await save(), over || location.assign(form.action);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!busy) return void (over = true);
    event.preventDefault();
    again = false;
    busy.then(() => form.requestSubmit(event.submitter));
  });
  document.addEventListener("visibilitychange", () => document.hidden && save(true));
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}
