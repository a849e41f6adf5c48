import { problem } from './problem'

/** What a project may be called on the wire. */
export const projectPattern = /^[\w.-]{1,64}$/

/** The project of a request; `default` when none is named, null when the name is none. */
export const projectOf = (url: string): string | null => {
  const name = new URL(url).searchParams.get('project') ?? 'default'
  return projectPattern.test(name) ? name : null
}

export const invalidProject = problem('invalid-project', 400, 'The project’s name is not valid', undefined, [
  { path: 'project', expected: '1–64 letters, digits, dots, hyphens or underscores', got: 'something else' },
])
