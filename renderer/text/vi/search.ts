export const search = {
  title: 'Tra cứu',
}
