// Small comforts of every page for staff: links and codes can be copied with a button.

for (const button of document.querySelectorAll("button[data-copy]")) offerCopy(button);

/** Shows the button where the browser can copy; the text beside it can always be selected. */
function offerCopy(button) {
  const source = document.getElementById(button.dataset.copy);
  source?.addEventListener("focus", () => source.select?.());
  if (!source || !navigator.clipboard) return;
  const words = button.textContent;
  const said = document.createElement("span");
  said.className = "lp-visually-hidden";
  said.setAttribute("role", "status");
  button.after(said);
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source.value ?? source.innerText);
    button.textContent = button.dataset.copied;
    said.textContent = button.dataset.copied;
    setTimeout(() => {
      button.textContent = words;
      said.textContent = "";
    }, 3_000);
  });
}
