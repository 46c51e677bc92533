import { Field } from "@/components/ui/form/field";
import { Select } from "@/components/ui/form/select";
import { riderZones } from "@/lib/display-zone";
import { zoneLabel } from "@/lib/format";

type ZoneSelectProps = {
  value: string;
  zones: { agency: string; shown: string };
  now: Date;
  onChoose: (zone: string) => void;
};

export function ZoneSelect({ value, zones, now, onChoose }: ZoneSelectProps) {
  const others = riderZones({ ...zones, shown: value, now: now.toISOString() }, zones.shown);
  return (
    <Field label="Time zone" htmlFor="export-zone" className="mt-3.5">
      <Select id="export-zone" value={value} onChange={(event) => onChoose(event.target.value)}>
        <option value={zones.agency}>{`${zoneLabel(zones.agency, now)}, ${zones.agency}`}</option>
        <option value="UTC">UTC</option>
        {others.map((zone) => (
          <option key={zone.value} value={zone.value}>{`${zone.label}, ${zone.value}`}</option>
        ))}
      </Select>
    </Field>
  );
}
