export const viewer = {
  title: 'TITLE',
}
