/** A thread of its own: reads what a report or an export asks for, while the other one goes on taking answers. */
import { parentPort, workerData } from 'node:worker_threads'
import { serveReader } from './store/serve-reader'

if (parentPort) serveReader(parentPort, workerData as string)
