"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ScheduleForm } from "./schedule-form";
import { ScheduleItem } from "./schedule-item";
import { Button } from "@/components/ui/button";
import { Drawer, DrawerContent } from "@/components/ui/overlay/drawer";
import { toast } from "@/components/ui/overlay/toast";
import { zoneLabel } from "@/lib/format";
import type { Schedule } from "@/lib/jobs/schedules/schedule";
import type { ScheduledView } from "./scheduled-view";

export interface ScheduleDrawerProps {
  start: { schedules: readonly Schedule[]; views: readonly ScheduledView[]; agencyZone: string };
  zone: string;
  now: string;
  onClose: () => void;
}

export function ScheduleDrawer({ start, zone, now, onClose }: ScheduleDrawerProps) {
  const router = useRouter();
  const [round, setRound] = useState(0);
  const { schedules, views, agencyZone } = start;
  const saved = (message: string) => {
    toast.success(message);
    setRound(round + 1);
    router.refresh();
  };
  return (
    <Drawer open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DrawerContent
        title="Scheduled exports"
        description={`A view, taken out by itself. Times are the agency's, ${zoneLabel(agencyZone, now)}.`}
        onInteractOutside={(event) => event.preventDefault()}
        footer={
          <Button className="ml-auto" onClick={onClose}>
            Close
          </Button>
        }
      >
        <section aria-labelledby="schedules">
          <h2 id="schedules" className="mb-2">
            Schedules
          </h2>
          {schedules.length === 0 ? (
            <p className="text-ink-2">No schedules yet.</p>
          ) : (
            <ul className="divide-y rounded-control border">
              {schedules.map((schedule) => (
                <ScheduleItem
                  key={schedule.id}
                  schedule={schedule}
                  views={views}
                  clock={{ zone, now: new Date(now) }}
                  onSaved={saved}
                />
              ))}
            </ul>
          )}
        </section>
        <section aria-labelledby="new-schedule" className="mt-5 border-t pt-4">
          <h2 id="new-schedule" className="mb-2.5">
            New schedule
          </h2>
          <ScheduleForm
            key={round}
            views={views}
            agencyZone={agencyZone}
            onSaved={(name) => saved(`“${name}” is scheduled`)}
          />
        </section>
      </DrawerContent>
    </Drawer>
  );
}
