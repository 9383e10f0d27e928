/** For each state, the states that may follow it. A state with an empty list is terminal. */
export type StateMachine<State extends string> = Readonly<Record<State, readonly State[]>>;

/** Whether `machine` allows to go from `from` to `to`. */
export function canTransition<State extends string>(
  machine: StateMachine<State>,
  from: State,
  to: State,
): boolean {
  return machine[from].includes(to);
}

/** The states from which `to` may be entered: what a compare-and-set has to compare with. */
export function sourcesOf<State extends string>(machine: StateMachine<State>, to: State): State[] {
  return (Object.keys(machine) as State[]).filter((from) => machine[from].includes(to));
}

/** Whether nothing follows `state`. */
export function isTerminal<State extends string>(machine: StateMachine<State>, state: State): boolean {
  return machine[state].length === 0;
}
