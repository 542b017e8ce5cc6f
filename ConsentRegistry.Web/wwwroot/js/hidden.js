// Whether nobody can see the page: what looks again every few seconds (Components/Shared/Parts/Poller.cs) rests meanwhile.
export const isHidden = () => document.hidden;
