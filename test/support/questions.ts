import type { Question } from '../../src/survey/config'

/** Every question type with every kind of text it has: `t` gives the next text. */
export const everyQuestion = (t: () => string): Question[] => {
  const base = () => ({ id: 'q', text: t(), intro: t(), help: t() })
  const list = () => [
    { id: 'a', text: t() },
    { id: 'b', text: t() },
    { id: 'c', text: t() },
  ]
  return [
    { ...base(), type: 'nps', labels: [t(), t()] },
    { ...base(), type: 'csat', labels: [t(), t(), t(), t(), t()] },
    { ...base(), type: 'ces', labels: [t(), t()] },
    ...(['stars', 'hearts', 'faces', 'numbers'] as const).map(
      (display): Question => ({ ...base(), type: 'rating', display, labels: [t(), t()] }),
    ),
    { ...base(), type: 'rating', display: 'thumbs', points: 2, labels: [t(), t()] },
    ...(['text', 'email', 'url', 'number', 'phone'] as const).map(
      (format): Question => ({ ...base(), type: 'text', format, placeholder: t() }),
    ),
    { ...base(), type: 'text', minLength: 9, long: false, placeholder: t() },
    ...(['list', 'chips', 'filter'] as const).map((display): Question => ({ ...base(), type: 'choice', display, options: list() })),
    {
      ...base(),
      type: 'choice',
      multiple: true,
      options: [
        { id: t(), text: t(), other: true },
        { id: 'none', text: t(), none: true },
      ],
    },
    { ...base(), type: 'moment', other: t(), none: t() },
    { ...base(), type: 'ranking', options: list() },
    { ...base(), type: 'matrix', rows: list(), labels: [t(), t()] },
    { ...base(), type: 'slider', labels: [t(), t()] },
    { ...base(), type: 'date' },
    { ...base(), type: 'contact', fields: ['name', 'email', 'phone'] },
    { ...base(), type: 'consent', label: t(), link: { href: t(), text: t() } },
    ...(['link', 'copy', 'share', 'callback'] as const).map(
      (action): Question => ({ ...base(), type: 'action', action, label: t(), href: t(), code: t() }),
    ),
    { ...base(), type: 'message', list: [t(), t()], link: { href: t(), text: t() } },
  ]
}
