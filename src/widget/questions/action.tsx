import type { h } from 'preact'
import type { ActionQuestion } from '../../survey/config'
import type { QuestionProps, TypeChunk } from '../types'
import { actCss } from './act-css'
import { link, linkCss } from './link'
import { safeLink } from './safe-link'

type Create = typeof h
type Props = QuestionProps<ActionQuestion>

/** A link to follow, a code to copy, something to share; once or again. The answer is its name, once it was really done. */
export const type: TypeChunk = {
  css: `${linkCss}${actCss}.code{text-align:center;font-family:ui-monospace,monospace}`,
  open(h: Create) {
    let field: HTMLInputElement | null
    let isBusy = false
    let hasFailed = false
    /** What was done, in words. */
    let done = ''

    /** Where the Clipboard API is missing or refused, what stands in the field is copied. */
    const copy = async (text: string, { extra, draw }: Props) => {
      try {
        await navigator.clipboard.writeText(text)
      } catch {
        hasFailed = true
        draw()
        field?.focus()
        field?.select()
        hasFailed = !document.execCommand('copy')
      }
      return hasFailed ? '' : extra.copied
    }
    const share = async (url: string, props: Props) => {
      try {
        await navigator.share({ url })
        return props.extra.shared
      } catch (error) {
        // Thought better of it.
        return (error as Error).name === 'AbortError' ? '' : copy(url, props)
      }
    }
    return {
      draw(props: Props) {
        const { question, value, text, extra, words, choose, draw, announce, alert } = props
        const { action, href, code } = question
        const label = text(question.label)
        const address = href ? text(href) : location.href
        const what = action === 'copy' ? text(code ?? '') : safeLink(address, location.href)
        const className = `act ${value ? '' : 'go'}`
        const did = value && (
          <svg class="did" viewBox="0 0 24 24" role="img" aria-label={words.saved} aria-hidden={!!done}>
            <path d="M5 12l5 5 9-10" />
          </svg>
        )
        const act = async ({ currentTarget }: { readonly currentTarget: HTMLElement }) => {
          if (isBusy) return
          isBusy = true
          hasFailed = false
          const word = await (action === 'copy' ? copy : share)(what as string, props)
          isBusy = false
          draw()
          if (!word) return
          currentTarget.focus()
          done = word
          await choose(action, false)
          announce(word)
        }
        return (
          <div>
            {(action === 'copy' || hasFailed) && (
              <input
                ref={(element) => {
                  field = element
                }}
                class="code"
                readOnly
                aria-label={label}
                value={what}
                onFocus={(event) => event.currentTarget.select()}
              />
            )}
            {hasFailed && <p role="alert">{extra.copyFailed}</p>}
            {action !== 'link' && what ? (
              <button type="button" class={className} onClick={act}>
                {did} {(value && done) || label}
              </button>
            ) : (
              link(h)([did, ' ', label], address, extra, { class: className, onClick: () => choose(action, false) })
            )}
            {alert}
          </div>
        )
      },
    }
  },
}
