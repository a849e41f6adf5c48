import type { Drawings } from '../types'

const star =
  'M11.3 3.3Q12 1.9 12.7 3.3L15 8.8L20.9 9.3Q22.5 9.5 21.3 10.5L16.9 14.5L18.2 20.2Q18.5 21.8 17.1 21L12 18L6.9 21Q5.5 21.8 5.8 20.2L7.1 14.5L2.7 10.5Q1.5 9.5 3.1 9.3L9 8.8z'
const heart =
  'M12 21C5 15.7 2 12.4 2 8.6C2 5.5 4.4 3.2 7.3 3.2C9.2 3.2 11 4.2 12 6C13 4.2 14.8 3.2 16.7 3.2C19.6 3.2 22 5.5 22 8.6C22 12.4 19 15.7 12 21z'
/** Up. Of absolute points alone, so that it can be turned. */
const thumb =
  'M6.6 11L10.3 3.7Q10.7 3 11.5 3Q14 3 14 5.6L13.6 9L18.8 9Q21.6 9 21.2 11.8L20.2 18.2Q19.8 20.6 17.4 20.6L6.6 20.6zL3.8 11Q2.6 11 2.6 12.2L2.6 19.4Q2.6 20.6 3.8 20.6L6.6 20.6'

/** Shapes of scales beside numbers and faces: outlines, filled as far as was chosen. Thumbs point down, up, and in the very middle aside. */
export const drawings: Drawings = {
  css:
    '.stars *,.hearts *,.thumbs *{background:0;color:inherit;border:0;font-size:.75em;line-height:1.3}' +
    '.named svg{margin-bottom:8px}' +
    '.on{fill:var(--a);stroke:var(--a)}' +
    // Under a pointer, what would be filled. A finger leaves it behind.
    '@media(hover:hover){:is(.stars,.hearts):hover svg:not(.on),.thumbs :hover svg:not(.on){fill:#8883}:is(.stars,.hearts) :hover~* svg:not(.on){fill:none}}',
  path(display, i, count) {
    if (display !== 'thumbs') return display === 'stars' ? star : heart
    const way = i * 2 - count + 1
    if (way > 0) return thumb
    return way ? thumb.replace(/[\d.]+/g, (at) => `${24 - Number(at)}`) : thumb.replace(/([\d.]+) ([\d.]+)/g, '$2 $1')
  },
}
