// @ts-check
/**
 * Keeps the results page current. The page's policy allows no HTML from strings (`trusted-types 'none'`), and none is needed: XMLHttpRequest
 * hands over the server's own page as an inert document (XHR standard, `responseType = 'document'`), and `morph` brings the nodes that stand
 * here in line with it. They are never replaced, so scroll, focus and opened details stay.
 */
const main = document.querySelector('main')
const news = document.getElementById('news')

/** Writes times in the reader's own zone. @param {ParentNode} root */
const localiseTimes = (root) => {
  const { lang } = document.documentElement
  const format = new Intl.DateTimeFormat(navigator.languages.find((tag) => tag.startsWith(lang)) ?? lang, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
  for (const time of root.querySelectorAll('time')) time.textContent = format.format(new Date(time.dateTime))
}

/**
 * Shows what one period of a trend says, and where it is.
 * @param {HTMLInputElement} scrub
 */
const readPeriod = (scrub) => {
  const plot = scrub.closest('.plot')
  const slot = plot?.querySelectorAll('.slot')[Number(scrub.value)]
  const reading = plot?.parentElement?.querySelector('.reading')
  const guide = plot?.querySelector('.guide')
  const { reading: text = '', at = '' } = slot instanceof SVGElement ? slot.dataset : {}
  if (!reading || !guide || !text) return
  reading.textContent = text
  scrub.setAttribute('aria-valuetext', text)
  guide.setAttribute('x1', at)
  guide.setAttribute('x2', at)
  guide.removeAttribute('visibility')
}

/** Trends that somebody reads: a new page must not take the reader's place. @type {Set<HTMLInputElement>} */
const readers = new Set()

/** A trend's periods are read by pointing at them, or with the arrow keys of a range that has a step for each. @param {HTMLElement} main */
const makeReadable = (main) => {
  /** @param {unknown} scrub */
  const read = (scrub) => {
    if (!(scrub instanceof HTMLInputElement)) return
    readers.add(scrub)
    readPeriod(scrub)
  }
  /** @param {Event} event */
  const point = ({ target }) => {
    const slot = target instanceof Element ? target.closest('.slot') : null
    const scrub = slot?.closest('.plot')?.querySelector('.scrub')
    if (!slot?.parentNode || !(scrub instanceof HTMLInputElement)) return
    scrub.value = String([...slot.parentNode.children].indexOf(slot))
    read(scrub)
  }
  main.addEventListener('pointerover', point)
  main.addEventListener('pointerdown', point)
  main.addEventListener('input', ({ target }) => read(target))
  main.addEventListener('focusin', ({ target }) => read(target))
}

/** Only with this script is there something to do with them. @param {ParentNode} root */
const uncoverScrubs = (root) => {
  for (const scrub of root.querySelectorAll('.scrub')) scrub.removeAttribute('hidden')
}

/** @param {Element} from @param {Element} to */
const morphAttributes = (from, to) => {
  for (const { name } of [...from.attributes]) if (name !== 'open' && !to.hasAttribute(name)) from.removeAttribute(name)
  for (const { name, value } of to.attributes) if (name !== 'open' && from.getAttribute(name) !== value) from.setAttribute(name, value)
}

/** @param {Node | undefined | null} node */
const idOf = (node) => (node instanceof Element ? node.id : '')

/**
 * Makes the children of one element like those of another, keeping every node that can stay: by id, else by position and name.
 * @param {Element} from @param {Element} to
 */
const morph = (from, to) => {
  morphAttributes(from, to)
  let here = from.firstChild
  for (const wanted of [...to.childNodes]) {
    const id = idOf(wanted)
    const known = id ? [...from.children].find((child) => child.id === id) : undefined
    if (known && known !== here) from.insertBefore(known, here)
    const candidate = known ?? here
    if (candidate && candidate.nodeName === wanted.nodeName && idOf(candidate) === id) {
      if (candidate instanceof Element && wanted instanceof Element) morph(candidate, wanted)
      else if (candidate.nodeValue !== wanted.nodeValue) candidate.nodeValue = wanted.nodeValue
      here = candidate.nextSibling
    } else from.insertBefore(document.importNode(wanted, true), here)
  }
  while (here) {
    const next = here.nextSibling
    here.remove()
    here = next
  }
}

/** @returns {Promise<{ page: Document | null, status: number }>} this page as it is now, or no page and why: 0 without a connection */
const fetchPage = () =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('GET', location.href)
    request.responseType = 'document'
    request.timeout = 15_000
    request.onloadend = () => resolve({ page: request.status === 200 ? request.responseXML : null, status: request.status })
    request.send()
  })

/** What keeps the page from being current is said in the place of news, once, until it is over. @param {string | undefined} text */
const say = (text) => {
  if (news && news.dataset.trouble !== (text ?? '')) {
    news.dataset.trouble = text ?? ''
    news.textContent = text ?? ''
  }
}

/** @param {number} count */
const announce = (count) => {
  if (!news || count < 1) return
  const text = count === 1 ? news.dataset.one : news.dataset.many?.replace('{n}', count.toLocaleString(document.documentElement.lang))
  // Emptied first: the same words twice would be announced once.
  news.textContent = ''
  setTimeout(() => {
    news.textContent = text ?? ''
  }, 50)
}

/** Sample data that came, or went, while the page was open. @param {Document} page */
const labelSample = (page) => {
  const [here, there] = [document, page].map((one) => one.getElementById('sample'))
  if (here && !there) here.remove()
  if (there && !here) document.body.prepend(document.adoptNode(there))
}

/** So long without a connection before it is said, and between two attempts to read the page. */
const LOST_MS = 4000
const RETRY_MS = 10_000

/** @param {HTMLElement} main */
const keepCurrent = (main) => {
  let before = Number(main.dataset.answers)
  let timer = 0
  let busy = false
  let took = 0
  let again = false

  const refresh = async () => {
    timer = 0
    if (busy) {
      again = true
      return
    }
    busy = true
    const began = performance.now()
    const { page, status } = await fetchPage()
    took = performance.now() - began
    if (page) say(undefined)
    else {
      say(status === 401 ? main.dataset.signedOut : main.dataset.failed)
      if (status !== 401) setTimeout(soon, RETRY_MS)
    }
    const fresh = page?.getElementById(main.id)
    if (page && fresh) {
      localiseTimes(page)
      uncoverScrubs(page)
      morph(main, fresh)
      labelSample(page)
      for (const scrub of readers) if (scrub.isConnected) readPeriod(scrub)
      for (const bar of document.querySelectorAll('.bar')) {
        const freshBar = page.querySelector('.bar')
        if (freshBar) morph(bar, freshBar)
      }
      const now = Number(main.dataset.answers)
      announce(now - before)
      before = now
    }
    busy = false
    if (again) {
      again = false
      soon()
    }
  }
  /** Answers come in bursts: one fetch for those of half a second, or longer where the page takes long to make. */
  const soon = () => {
    if (timer === 0) timer = setTimeout(refresh, Math.max(500, 4 * took))
  }

  const events = new EventSource(main.dataset.live ?? '')
  events.addEventListener('stored', soon)
  let lost = 0
  events.addEventListener('error', () => {
    // A connection that comes back at once was never missed.
    if (lost === 0) lost = setTimeout(() => say(main.dataset.lost), LOST_MS)
  })
  events.addEventListener('open', () => {
    if (lost !== 0) {
      clearTimeout(lost)
      soon()
    }
    lost = 0
  })
}

/** Nobody has chosen one yet: the reader's own. */
for (const zone of document.querySelectorAll('input[data-own-zone]'))
  if (zone instanceof HTMLInputElement) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || zone.value

localiseTimes(document)
uncoverScrubs(document)
if (main) makeReadable(main)
if (main?.dataset.live) keepCurrent(main)
