/** The Groundwork mark: courses of stone on a footing. */
export function Logo(props: { size: number }) {
  return (
    <svg
      viewBox="4 5 24 21"
      width={props.size}
      height={props.size}
      fill="none"
      strokeWidth="3"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M6 23h20" stroke="#f2b950" />
      <path d="M8 18h7M17 18h7M12 13h8M14.5 8h3" stroke="#7fd1c7" />
    </svg>
  );
}
