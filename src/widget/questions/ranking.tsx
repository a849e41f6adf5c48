import type { h } from 'preact'
import type { RankingQuestion } from '../../survey/config'
import type { QuestionProps, TypeChunk } from '../types'

type Create = typeof h

export const type: TypeChunk = {
  // biome-ignore lint/correctness/noUnusedFunctionParameters: JSX is calls of `h`.
  open: (h: Create) => ({
    draw: ({ alert }: QuestionProps<RankingQuestion>) => <div>{alert}</div>,
  }),
}
