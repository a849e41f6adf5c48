/** What a visitor writes is masked from session recorders: PostHog, Sentry, Hotjar; Clarity never records fields. */
export const masked = { class: 'ph-no-capture', 'data-sentry-mask': '', 'data-hj-suppress': '' } as const

/** Nothing to be filled in: browsers and password managers (1Password, LastPass) look away too. */
export const lookAway = { ...masked, autocomplete: 'off', 'data-1p-ignore': '', 'data-lpignore': 'true' } as const
