/** Whether anything of the page moves when a card comes and goes. */
import { openArmed } from './armed.mjs'
import { pause } from './browser.mjs'
import { atMost } from './report.mjs'
import { subjects } from './site.mjs'

const screens = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 3 },
}

const watch = `new PerformanceObserver((list) => {
  for (const { value, hadRecentInput } of list.getEntries()) (window.shifts ??= []).push([value, hadRecentInput])
}).observe({ type: 'layout-shift', buffered: true }), 0`

/** The sum of layout shifts: by themselves, and those the browser forgives because the visitor had just done something. */
export const sampleShift = async (bench, subject, screen) => {
  const { page, run, close } = await openArmed(bench, subject, 'fast', { ...screens[screen], reducedMotion: 'no-preference' })
  try {
    await run(watch)
    await run(`${subject.track}, 0`)
    const card = page.locator(subject.card)
    await card.getByRole('radio').nth(3).waitFor()
    await pause(600)
    await card.getByRole('radio').nth(3).click()
    await card.getByText('Thank you').first().waitFor()
    await pause(600)
    await card.getByRole('button', { name: 'Close' }).click()
    await card.waitFor({ state: 'detached' })
    await pause(600)
    const shifts = (await run('window.shifts ?? []')) ?? []
    const sum = (forgiven) => shifts.reduce((all, [value, isForgiven]) => all + (isForgiven === forgiven ? value : 0), 0)
    return { own: sum(false), forgiven: sum(true) }
  } finally {
    await close()
  }
}

export const title = 'Layout shift'

/** @param {import('./bench.mjs').Bench} bench */
export async function measure({ browser, site, progress }) {
  const rows = []
  const verdicts = []
  for (const screen of Object.keys(screens)) {
    const { own, forgiven } = await sampleShift({ browser, site }, subjects.peakend, screen)
    rows.push([screen, own.toFixed(4), forgiven.toFixed(4)])
    verdicts.push({ what: `layout shift, ${screen}`, ...atMost(own, 0, '') })
    progress(rows.length, Object.keys(screens).length)
  }
  return {
    method:
      'Sum of all `layout-shift` entries while a card comes, is answered, thanks and is closed. Those within half a second of an input do not count as layout shift; they are given beside: the card ' +
      'itself grows and shrinks.',
    head: ['', 'layout shift', 'after an input'],
    rows,
    verdicts,
  }
}
