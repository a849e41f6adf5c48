/** A thread of its own: reads what a report or an export asks for, and puts it together, while the other one goes on taking answers. */
import { parentPort, workerData } from 'node:worker_threads'
import { serveReader } from './reading/serve'
import type { ReaderPlace } from './store'

if (parentPort) serveReader(parentPort, workerData as ReaderPlace)
