"""Seconds from every location of an instance to every other, as the optimiser takes them."""
import numpy


def travel(instance):
    points = numpy.radians(numpy.array(instance["locations"], float))
    north, east = points[:, 0], points[:, 1]
    chord = numpy.sin((north[:, None] - north) / 2) ** 2
    chord += numpy.cos(north)[:, None] * numpy.cos(north) * numpy.sin((east[:, None] - east) / 2) ** 2
    miles = 2 * 3958.7613 * numpy.arcsin(numpy.sqrt(chord)) * 1.3
    return numpy.rint(miles / 35 * 3600).astype(int)
