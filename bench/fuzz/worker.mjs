/** One thread of the fuzzer: slices of a round, one after the other. */
import { parentPort, workerData } from 'node:worker_threads'
import { fuzz, load, rounds } from './fuzz.mjs'

const all = rounds(await load(workerData.file))
parentPort?.on('message', async ({ name, seed, from, count }) => {
  parentPort?.postMessage({ failed: await fuzz(all[name], seed, count, from) })
})
parentPort?.postMessage({})
