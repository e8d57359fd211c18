/** How loud the end of a certificate is told, by the days that are left. */
export type Expiry = { colour: 'red' | 'orange' | 'yellow'; isUrgent: boolean }

/** Louder at 90, 60, 30 and 7 days before the end; nothing where there is more time. */
export function expiryOf(daysLeft: number): Expiry | null {
  if (daysLeft < 0 || daysLeft > 90) return null
  if (daysLeft <= 7) return { colour: 'red', isUrgent: true }
  if (daysLeft <= 30) return { colour: 'orange', isUrgent: true }
  return { colour: 'yellow', isUrgent: false }
}
