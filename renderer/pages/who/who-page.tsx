export function WhoPage(_props: { officeName: string; demo: boolean }) {
  return null
}
