/** What of a value travels as JSON, typed as the contract has it. */
export function plainData<Data>(value: object): Data {
  return JSON.parse(JSON.stringify(value)) as Data;
}
