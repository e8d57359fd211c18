export function FirstRun(_props: { status: { demoAvailable: boolean } }) {
  return null
}
