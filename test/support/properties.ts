import { configureGlobal } from 'fast-check'
import { inject } from 'vitest'

declare module 'vitest' {
  export interface ProvidedContext {
    seed: number
  }
}

// The same cases in every run: what the gate says is about the change before it. `npm run bench:properties` draws others.
configureGlobal({ seed: inject('seed') })
