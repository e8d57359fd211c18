export const setup = {
  title: 'TITLE',
}
