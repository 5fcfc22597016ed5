"""Plans an instance with VROOM: INSTANCE.json SECONDS PLAN.json. Windows, licences, lunches and
weights; it knows required technicians as skills and no soft preference. Needs `pip install
pyvroom numpy`. VROOM stops by itself when it can find nothing better at its level."""
import json
import sys
from datetime import timedelta

import numpy
import vroom

from travel import travel


def main(source, seconds, target):
    instance = json.load(open(source))
    technicians, stops = instance["techs"], instance["stops"]
    names = sorted({skill for one in technicians + stops for skill in one["skills"]})
    number = {name: at for at, name in enumerate(names)}

    def skills(one, own):
        return {number[name] for name in one["skills"]} | own

    problem = vroom.Input()
    problem.set_durations_matrix("car", travel(instance).astype(numpy.uint32))
    for at, one in enumerate(technicians):
        breaks = []
        if one["brk"]:
            opens, closes, length = one["brk"]
            breaks = [vroom.Break(0, [vroom.TimeWindow(opens, closes)], length)]
        problem.add_vehicle(vroom.Vehicle(
            at, start=one["start"], end=one["end"], skills=skills(one, {100 + one["id"]}),
            time_window=vroom.TimeWindow(*one["shift"]), breaks=breaks,
        ))
    for at, stop in enumerate(stops):
        own = set() if stop["required"] is None else {100 + stop["required"]}
        problem.add_job(vroom.Job(
            at, location=stop["loc"], default_service=stop["service_s"], skills=skills(stop, own),
            priority=10 * stop["weight"], time_windows=[vroom.TimeWindow(*stop["window"])],
        ))
    found = problem.solve(exploration_level=5, nb_threads=1, timeout=timedelta(seconds=seconds))
    routes = {str(one["id"]): [] for one in technicians}
    for _, step in found.routes.iterrows():
        if step["type"] == "job":
            technician = technicians[int(step["vehicle_id"])]
            routes[str(technician["id"])].append(stops[int(step["id"])]["id"])
    json.dump({"routes": routes}, open(target, "w"))


main(sys.argv[1], float(sys.argv[2]), sys.argv[3])
