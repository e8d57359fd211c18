/** The product's sign: a sheet with a red seal. Decoration only. */
export function Mark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden focusable="false">
      <rect x="5" y="2" width="20" height="28" rx="2.5" fill="#1c6072" />
      <path d="M9 9h12M9 13.5h12M9 18h6" stroke="#fff" strokeWidth="1.8" strokeLinecap="round" />
      <circle cx="22.5" cy="22.5" r="6.6" fill="#fff" stroke="#b3261e" strokeWidth="2" />
      <path
        d="m19.6 22.6 2.1 2.1 3.8-4.2"
        fill="none"
        stroke="#b3261e"
        strokeWidth="1.9"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
