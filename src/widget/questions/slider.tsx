import type { h } from 'preact'
import type { SliderQuestion } from '../../survey/config'
import type { QuestionProps, TypeChunk } from '../types'

type Create = typeof h

/** Of the thumb, CSS pixels. */
const SIZE = 28
const thumb = `{appearance:none;box-sizing:border-box;width:${SIZE}px;height:${SIZE}px;border:3px solid var(--s,Canvas);border-radius:50%;background-color:var(--a);box-shadow:0 0 0 1px var(--m)}`
const line = (image: string, size: string) => `${image} 0/${size} no-repeat`
const full = (colour: string) => `linear-gradient(var(--${colour}) 0 0)`

/**
 * A number on a line. Nothing is selected at first: a line of dashes without a thumb. The native control in clothes of our own, so that
 * it is the same in all browsers, mirrored in right-to-left languages, and of system colours where those are forced.
 */
export const type: TypeChunk = {
  css:
    '.line{display:flex;align-items:center;gap:8px}.line button{flex:none;width:44px;height:44px;border:var(--b);border-radius:50%;font-size:1.25em;line-height:1}' +
    '.line input{appearance:none;flex:1;min-width:0;height:44px;padding:0;border:0;cursor:pointer;touch-action:pan-y;forced-color-adjust:none;' +
    `background:${line(full('a'), 'var(--v) 4px')},${line(full('m'), '100% 2px')}}[dir=rtl] .line input{background-position:100%}` +
    `.line ::-webkit-slider-thumb${thumb}.line ::-moz-range-thumb${thumb}` +
    `.unset .line input{background:${line('repeating-linear-gradient(90deg,var(--m) 0 4px,#0000 0 8px)', '100% 2px')}}` +
    '.unset ::-webkit-slider-thumb{opacity:0}.unset ::-moz-range-thumb{opacity:0}' +
    '.value{margin:0;text-align:center;font-size:1.5em;color:var(--t)}.unset .value{color:var(--m)}',
  // biome-ignore lint/correctness/noUnusedFunctionParameters: JSX is calls of `h`.
  open: (h: Create) => {
    /** Where it is while it is being moved. */
    let moving: number | undefined
    /** Where it was when it was pressed. */
    let pressed = ''
    return {
      draw({ question, value, text, choose, draw, words, extra, alert }: QuestionProps<SliderQuestion>) {
        const { min = 0, max = 100, step = 1, labels } = question
        const at = moving ?? (value as number | undefined)
        const shown = at ?? min + Math.round((max - min) / step / 2) * step
        const share = (shown - min) / (max - min)
        const say = (number: number) => number.toLocaleString(words.lang)
        const spoken = at === undefined ? extra.notSet : say(at)
        const end = labels?.at(at === min ? 0 : at === max ? -1 : labels.length)
        const settle = (field: HTMLInputElement) => {
          moving = undefined
          if (field.valueAsNumber !== value) choose(field.valueAsNumber, false)
        }
        const button = (name: string, sign: string, way: 'stepUp' | 'stepDown') => (
          <button
            type="button"
            aria-label={name}
            onClick={({ currentTarget }) => {
              const field = currentTarget.parentElement?.children[1] as HTMLInputElement
              field[way]()
              settle(field)
            }}
          >
            {sign}
          </button>
        )
        return (
          <div class={at === undefined ? 'unset' : ''}>
            <p class="value" aria-hidden="true">
              {spoken}
            </p>
            <div class="line">
              {button(extra.less, '−', 'stepDown')}
              <input
                type="range"
                min={min}
                max={max}
                step={step}
                value={shown}
                style={{ '--v': `${share * 100}%` }}
                aria-labelledby="q"
                aria-describedby="d e"
                aria-invalid={!!alert && at === undefined}
                aria-valuetext={end ? `${spoken}, ${text(end)}` : spoken}
                onInput={({ currentTarget }) => {
                  moving = currentTarget.valueAsNumber
                  draw()
                }}
                onChange={({ currentTarget }) => settle(currentTarget)}
                onPointerDown={({ currentTarget }) => {
                  pressed = currentTarget.value
                }}
                // The browser did nothing: Safari knows no tap on the line, and others none where a thumb that is not seen already is.
                onClick={({ currentTarget, clientX, detail }) => {
                  const { left, width } = currentTarget.getBoundingClientRect()
                  const fromLeft = (clientX - left - SIZE / 2) / (width - SIZE)
                  const wanted = currentTarget.closest('[dir=rtl]') ? 1 - fromLeft : fromLeft
                  const isOnThumb = at !== undefined && Math.abs(wanted - share) * (width - SIZE) < SIZE / 2
                  if (!detail || currentTarget.value !== pressed || isOnThumb) return
                  currentTarget.valueAsNumber = min + (max - min) * wanted
                  settle(currentTarget)
                }}
                onKeyDown={(event) => {
                  if (event.key !== ' ') return
                  event.preventDefault()
                  settle(event.currentTarget)
                }}
              />
              {button(extra.greater, '+', 'stepUp')}
            </div>
            <p class="ends">
              {[min, max].map((number, i) => (
                <span>{labels?.[i] ? text(labels[i]) : say(number)}</span>
              ))}
            </p>
            {alert}
          </div>
        )
      },
    }
  },
}
