import { html } from 'hono/html'
import type { Place } from './page'
import { type Html, nothing, type View } from './view'

/** As DESIGN, "Installing", (b): no inline script, so that it works under a strict CSP. */
const snippet = ({ origin, project }: Place): string => `<script src="${origin}/stub.js"></script>
<script async src="${origin}/peakend.js"
  data-endpoint="${origin}/v1/responses"
  data-config="${origin}/v1/config"${project === 'default' ? '' : `\n  data-project="${project}"`}
  data-consent="auto"></script>`

/** What to do when there is nothing to read yet. */
export const empty = (view: View, place: Place): Html => {
  const { words } = view
  if (place.test) return html`<section class="empty"><h2>${words.emptyTestTitle}</h2><p>${words.emptySteps[1]}</p></section>`
  return html`<section class="empty"><h2>${words.emptyTitle}</h2>
    ${place.days > 0 ? html`<p>${words.emptyPeriod}</p>` : nothing}
    <ol>
      <li><p>${words.emptySteps[0]}</p><pre tabindex="0" translate="no"><code>${snippet(place)}</code></pre></li>
      <li><p>${words.emptySteps[1]}</p></li>
      ${place.demo === null ? nothing : html`<li><p>${words.emptySteps[2]}</p><p><a class="button" href="${place.demo}">${words.openDemo}</a></p></li>`}
    </ol></section>`
}
