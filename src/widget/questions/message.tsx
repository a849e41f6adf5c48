import type { h } from 'preact'
import type { MessageQuestion } from '../../survey/config'
import type { QuestionProps, TypeChunk } from '../types'
import { link, linkCss } from './link'

type Create = typeof h

/** Says something and asks nothing. */
export const type: TypeChunk = {
  css: `${linkCss}ul{margin:0 0 8px;padding-inline-start:1.25em}li{margin-bottom:8px}`,
  open: (h: Create) => ({
    draw: ({ question, text, alert, extra }: QuestionProps<MessageQuestion>) => (
      <div>
        {question.list?.[0] && (
          <ul>
            {question.list.map((item) => (
              <li>{text(item)}</li>
            ))}
          </ul>
        )}
        {question.link && link(h)(text(question.link.text), text(question.link.href), extra)}
        {alert}
      </div>
    ),
  }),
}
