/** Channel on which the preload hands the page's message port to the shell. */
export const PORT_CHANNEL = 'vanthu:port'
/** What the page posts to its own window, with one port, to ask for that. */
export const PORT_REQUEST = 'vanthu:port-request'
/** Scheme and host of the desktop's own origin: `app://vanthu`. */
export const APP_SCHEME = 'app'
export const APP_HOST = 'vanthu'
