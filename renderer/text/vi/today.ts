export const today = {
  title: 'TITLE',
}
