import { storeContract } from './store-contract'
import { postgres } from './stores'

storeContract(postgres)
