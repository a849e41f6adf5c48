/** The button of what is to be done: as wide as the card, filled until it was done. */
export const actCss =
  '.act{display:block;box-sizing:border-box;width:100%;margin-top:12px;padding:11px 17px;border:1px solid transparent;border-radius:99px;' +
  'text-align:center;font-size:.9375em;font-weight:600}.act,.act u{text-decoration:none}.act:not(.go){border:var(--b);color:inherit}' +
  '.act .did{display:inline;width:1.25em;margin:0;vertical-align:-.25em;stroke-width:2}'
