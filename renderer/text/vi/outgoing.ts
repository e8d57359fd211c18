export const outgoing = {
  title: 'TITLE',
}
