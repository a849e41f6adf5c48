import type { Config, Persona, Survey, Touchpoint } from '../../../src/survey/config'

const publicTouchpoint = ({ owner, target, belief, effort, notes, ...rest }: Touchpoint): Touchpoint => rest
const publicPersona = ({ goals, frustrations, notes, ...rest }: Persona): Persona => rest
const publicSurvey = ({ owner, notes, touchpoint, ...rest }: Survey): Survey => ({
  ...rest,
  touchpoint: typeof touchpoint === 'string' ? touchpoint : publicTouchpoint(touchpoint),
})

/** The configuration as visitors may see it: without targets, beliefs, efforts, owners, notes and what is known of personas beyond their rule (DESIGN, "Configuration"). */
export const publicConfig = ({ $schema, ...config }: Config): Config => ({
  ...config,
  ...(config.touchpoints ? { touchpoints: config.touchpoints.map(publicTouchpoint) } : {}),
  ...(config.personas ? { personas: config.personas.map(publicPersona) } : {}),
  surveys: config.surveys.map(publicSurvey),
})
