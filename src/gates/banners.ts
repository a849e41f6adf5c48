/**
 * Consent banners by the elements of their platforms, as they stand in the page while the visitor is asked; what stays there afterwards,
 * such as a button for the settings, is left out. Cross-checked with the rules of https://github.com/duckduckgo/autoconsent.
 */
export const BANNERS = [
  '[data-consent-banner]',
  // OneTrust, CookiePro
  '#onetrust-banner-sdk,#onetrust-pc-sdk',
  '#didomi-notice,#didomi-popup',
  // Axeptio
  '.axeptio_mount .axeptio_widget',
  // tarteaucitron
  '#tarteaucitronAlertBig,#tarteaucitron',
  '#CybotCookiebotDialog',
  // Quantcast Choice, InMobi Choice
  '#qc-cmp2-ui',
  // Google Funding Choices
  '.fc-consent-root',
  '.osano-cm-dialog',
  // CookieYes
  '.cky-consent-container,.cky-modal-open',
  // Complianz
  '.cmplz-cookiebanner',
  '.klaro .cookie-notice,.klaro .cookie-modal',
  '#iubenda-cs-banner',
  // Sourcepoint
  '[id^=sp_message_container_]',
  // vanilla-cookieconsent 3 (orestbida), cookieconsent 3 (Insites, Osano)
  '#cc-main .cm,#cc-main .pm',
  '[aria-describedby="cookieconsent:desc"]',
].join()

/** Usercentrics 2 and 3 ask inside an open shadow root; their settings button stands in the same one. */
export const SHADOW_HOSTS = '#usercentrics-root,#usercentrics-cmp-ui'
export const SHADOW_BANNERS = '[data-testid=uc-container],#uc-main-dialog:not(.privacyButton)'
