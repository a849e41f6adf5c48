import { loopContract } from './store-loop-contract'
import { postgres, serializable } from './stores'

loopContract(postgres)
loopContract(serializable)
