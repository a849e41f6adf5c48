import { loopContract } from './store-loop-contract'
import { postgres } from './stores'

loopContract(postgres)
