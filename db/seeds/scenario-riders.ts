import type { Tables } from "@/db/tables";
import { secret } from "./scenario-ids";

/* Rider 10 was deleted: the portal keeps the row and blanks what is personal. */
const PEOPLE: [first: string, last: string, phone: string][] = [
  ["Marisol", "Vega", "+17135550101"],
  ["Terrence", "Boudreaux", "+18325550102"],
  ["Priya", "Raman", "+12815550103"],
  ["Nguyệt", "Nguyễn", "+17135550104"],
  ["José", "Muñoz", "+18325550105"],
  ["Denise", "Okafor", "+17135550106"],
  ["Harold", "Jimenez", "+12815550107"],
  ["Wen-Li", "Chang", "+17135550108"],
  ["Zoë", "Ångström", "+18325550109"],
  ["", "", ""],
  ["Aaliyah", "Simmons", "+18325550111"],
  ["Grigor", "Petrosyan", "+12815550112"],
  ["Rosa", "Delacroix", "+17135550113"],
  ["Samuel", "Adeyemi", "+18325550114"],
  ["Latoya", "Broussard", "+12815550115"],
];
/** Their ids are 1 to this; the last of them also rides in the general history. */
export const SCENARIO_RIDERS = PEOPLE.length;

/** The accounts of the named riders. */
export function scenarioRiders(): Partial<Tables["auth_user"]>[] {
  return PEOPLE.map(([first_name, last_name, phone_number], i) => {
    const id = i + 1;
    const email = first_name && `${plain(first_name)}.${plain(last_name)}.${id}@example.com`;
    return {
      id,
      first_name,
      last_name,
      email,
      common_email: email,
      phone_number,
      country_code: "+1",
      registration_id: email,
      registration_key: secret("registration_key", id),
      access_token: secret("access_token", id),
      security_key: secret("security_key", id),
      device_token: secret("device_token", id),
      is_active: first_name ? "T" : "F",
      is_guest: "F",
    };
  });
}

function plain(name: string): string {
  return name
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z-]/g, "");
}
