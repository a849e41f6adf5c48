import type { Connector } from '../around'
import { tellTag } from './tell'

/**
 * To Matomo, as events of the category `Peakend` (https://developer.matomo.org/guides/tracking-javascript-guide): the name is the survey and, of an answer, the question;
 * the value is the point. Where the page has no `_paq`, nothing is told.
 */
export const connect: Connector = (around) =>
  tellTag(around, (name, { survey, question, score }) =>
    (window as { _paq?: unknown[] })._paq?.push([
      'trackEvent',
      'Peakend',
      name,
      question === undefined ? survey : `${survey} ${question}`,
      ...(score === undefined ? [] : [score]),
    ]),
  )
