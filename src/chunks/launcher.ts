import type { Happened, Listener } from '../moments/types'
import type { LauncherTrigger } from '../survey/config'
import type { Shared } from './shared'

export const launcher = (_listeners: readonly Listener<LauncherTrigger>[], _happened: Happened, _shared: Shared) => () => {}
