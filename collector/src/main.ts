/** The collector alone, as a program. */
import { runProgram } from './program'
import { createCollector } from './server'

runProgram({ create: createCollector })
