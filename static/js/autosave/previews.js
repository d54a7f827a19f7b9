// The previews beside the form show what was kept last.

/** Loads every `iframe[data-preview-frame]` again, at the place to which it was scrolled. */
export function refreshPreviews(document) {
  for (const frame of document.querySelectorAll("iframe[data-preview-frame]")) {
    if (!frame.checkVisibility()) continue;
    try {
      frame.contentWindow.location.reload();
    } catch {
      // A frame that shows an error page of the browser is not ours to ask.
      frame.src = frame.getAttribute("src");
    }
  }
}
