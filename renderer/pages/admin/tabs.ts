/** Parts of Quản trị, in the order of their tabs; the address names one. */
export const ADMIN_TABS = ['people', 'books', 'trust', 'levels', 'settings', 'audit'] as const
