import { loopContract } from './store-loop-contract'
import { sqlite } from './stores'

loopContract(sqlite)
