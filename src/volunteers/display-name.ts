/** How people who are no coordinators see one another: "Sipho Mokoena" is "Sipho M". */
export function shortName(name: string): string {
  const [first = name, ...rest] = name.trim().split(/\s+/);
  const initial = rest.at(-1)?.match(/\p{L}/u)?.[0];
  return initial ? `${first} ${initial.toUpperCase()}` : first;
}

export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}
