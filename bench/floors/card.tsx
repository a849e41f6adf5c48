/**
 * What an engineer writes who needs this one question and nothing else: the same card as ours to look at, with its text built in, and
 * native radio buttons, which are accessible as they come. No memory of asking, no language, no consent, no retry: the floor.
 */
import { h, render } from 'preact'
import { useState } from 'preact/hooks'
import css from './card.css?inline'

const question = 'How did placing your order go?'
const labels = ['Very badly', 'Fairly badly', 'Neither well nor badly', 'Fairly well', 'Very well']
const disc = 'M23 12a11 11 0 1 1-22 0 11 11 0 0 1 22 0'

const Icon = ({ d }: { readonly d: string }) => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d={d} />
  </svg>
)
const Face = ({ mood }: { readonly mood: number }) => <Icon d={`${disc}M8.5 9v1M15.5 9v1M7 ${15.5 - mood}q5 ${mood * 4} 10 0`} />

const Card = ({ close }: { readonly close: () => void }) => {
  const [score, setScore] = useState(0)
  const [state, setState] = useState<'asking' | 'failed' | 'thanked'>('asking')
  const send = async (event: Event) => {
    event.preventDefault()
    try {
      const reply = await fetch('/collect', { method: 'POST', keepalive: true, body: JSON.stringify({ survey: 'checkout', score }) })
      setState(reply.ok ? 'thanked' : 'failed')
    } catch {
      setState('failed')
    }
  }
  return (
    <section aria-label="Your opinion" lang="en">
      <button type="button" class="x" aria-label="Close" onClick={close}>
        ×
      </button>
      {state === 'thanked' ? (
        <div role="status">
          <Icon d={`${disc}M7 12l4 4 6-7`} />
          <h2>Thank you!</h2>
        </div>
      ) : (
        <form onSubmit={send}>
          <h2 id="q">{question}</h2>
          <div role="radiogroup" aria-labelledby="q">
            {labels.map((label, i) => (
              <label key={label}>
                <input type="radio" name="score" required checked={score === i + 1} onChange={() => setScore(i + 1)} />
                <Face mood={i / 2 - 1} />
                {label}
              </label>
            ))}
          </div>
          {state === 'failed' && <p role="alert">That did not work. Please try again.</p>}
          <footer>
            <button type="submit">Send</button>
          </footer>
        </form>
      )}
    </section>
  )
}

/** Puts the card into a corner of the page, once. */
export const openCard = (): void => {
  if (document.querySelector('floor-card')) return
  const host = document.createElement('floor-card')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
  document.body.append(host)
  const close = () => {
    render(null, root)
    host.remove()
  }
  root.addEventListener('keydown', (event) => (event as KeyboardEvent).key === 'Escape' && close())
  render(<Card close={close} />, root)
}
