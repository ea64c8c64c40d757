// A box of a few pixels: one point. Over so few pixels perspective is as good as none, so that what is seen of the box is
// its roof, a parallelogram, drawn down to its foot. A fragment goes the other way, from the pixel up to the roof, and
// sees by where it gets into the parallelogram which face it shows.
in vec3 vertexPosition; // middle of its foot
in vec4 vertexSides;    // half of one side, length of half of the other, elevation of the roof
in uint vertexFeature;

uniform mat4 modelMatrix; // moves only
uniform mat4 modelViewProjection;
uniform sampler2D stateTexture; // colour, flags
uniform vec3 roofGain;
uniform float layerOpacity;

flat out vec4 into;  // pixels to steps from the foot's height to the roof's until one is within: of either pair of sides
flat out vec4 place; // of the roof's middle, pixels; half the steps from side to side
flat out vec4 roof;  // colour, opacity
flat out vec4 wallU; // of the sides that look along u: colour, how much of it is lost at the foot
flat out vec4 wallV; // the others: colour, height of the box (1: no darker there than higher up), negative from below

const float FootDark = 0.26, FootRate = 0.09; // as city.frag

void main()
{
    ivec2 cell = ivec2(int(vertexFeature) & 1023, int(vertexFeature) >> 10);
    vec4 state = texelFetch(stateTexture, cell, 0);
    int flags = int(state.a * 255.0 + 0.5);

    vec3 top = vec3(vertexPosition.xy, vertexSides.w);
    float height = top.z - vertexPosition.z;
    vec2 u = vertexSides.xy;
    float length2 = max(dot(u, u), 1e-8), lengthU = sqrt(length2);
    vec2 alongU = u / lengthU, alongV = vec2(-alongU.y, alongU.x), v = alongV * vertexSides.z;
    vec4 middle = modelViewProjection * vec4(top, 1.0);
    float w = max(middle.w, 0.1);
    vec2 at = middle.xy / w, half2 = 0.5 * viewport;
    vec3 clipU = vec3(modelViewProjection[0].xyw * u.x + modelViewProjection[1].xyw * u.y),
         clipV = vec3(modelViewProjection[0].xyw * v.x + modelViewProjection[1].xyw * v.y),
         clipDown = -modelViewProjection[2].xyw * height;
    vec2 pixelsU = (clipU.xy - at * clipU.z) / w * half2, pixelsV = (clipV.xy - at * clipV.z) / w * half2;
    vec2 down = (clipDown.xy / (w + clipDown.z) - at * clipDown.z / (w + clipDown.z)) * half2;

    // From pixels to the roof's sides (-1 to 1), and how far a step from foot to roof goes there.
    float area = pixelsU.x * pixelsV.y - pixelsU.y * pixelsV.x;
    area = abs(area) < 1e-4 ? 1e-4 : area;
    vec4 sides = vec4(pixelsV.y, -pixelsV.x, -pixelsU.y, pixelsU.x) / area;
    vec2 up = -vec2(dot(sides.xy, down), dot(sides.zw, down));
    up = mix(up, vec2(1e-4), lessThan(abs(up), vec2(1e-4)));
    into = vec4(sides.xy / up.x, sides.zw / up.y);
    place = vec4((at + 1.0) * half2, abs(1.0 / up));

    vec3 colour = state.rgb, glow = vec3(0.0);
    vec3 wall = mix(colour, glass.rgb, 0.30 * glass.w); // what windows much smaller than a pixel come to
    vec3 cover = colour * roofGain;
    if ((flags & 4) != 0) {
        wall = mix(dimmed, wall, 0.4);
        cover = mix(dimmed, cover, 0.4);
    }
    if ((flags & 3) != 0) {
        float share = (flags & 2) != 0 ? 0.45 : 0.16;
        wall = mix(wall, accent, share);
        cover = mix(cover, accent, share);
        glow = (flags & 2) != 0 ? accent * 0.16 : vec3(0.0);
    }
    vec3 world = top + modelMatrix[3].xyz;
    vec3 halfway = vec3(world.xy, world.z - 0.5 * height);
    // From above a pixel gets into the roof over the edge of the wall that it shows; from below it leaves it there.
    bool below = eyePosition.z < world.z;
    vec2 side = below ? sign(up) : -sign(up);
    vec3 normalU = vec3(side.x * alongU, 0.0), normalV = vec3(side.y * alongV, 0.0);
#ifdef SHADE
    float metres = shadeRange.y;
#else
    float metres = 0.0;
#endif
    float clear = clearness(world - eyePosition, hazeRate);
    vec2 screen = 0.5 + 0.5 * at;
    // At corners, as all that is drawn whole: in the middle of a roof may stand a tower.
    vec3 roofCorner = world + vec3(u + v, 0.0);
    cover *= dot(lightOn(vec3(0.0, 0.0, 1.0), sunDirection), openness(shadeAt(roofCorner, vec3(0.0)), metres));
    cover *= 1.0 - FootDark * (1.0 - min(height * FootRate, 1.0));
    vec3 cornerU = halfway + normalU * lengthU + vec3(normalU.y, -normalU.x, 0.0) * vertexSides.z,
         cornerV = halfway + normalV * vertexSides.z + vec3(normalV.y, -normalV.x, 0.0) * lengthU;
    vec3 onU = wall * dot(lightOn(normalU, sunDirection), openness(shadeAt(cornerU, normalU), metres)),
         onV = wall * dot(lightOn(normalV, sunDirection), openness(shadeAt(cornerV, normalV), metres));
    wallU.rgb = finishAt(onU + glow, clear, screen);
    wallV.rgb = finishAt(onV + glow, clear, screen);
    roof = vec4(finishAt(cover + glow, clear, screen), layerOpacity);
    wallU.a = 1.0 - finishAt(onU * (1.0 - FootDark) + glow, clear, screen).g / max(wallU.g, 1e-3);
    wallV.a = (below ? -1.0 : 1.0) * max(height * FootRate, 1e-3);

    // One depth for all of it: of the corner of the foot that is nearest to the eye, or of the ground behind a roof that
    // leans towards it, so that no ground hides any of it; from above, where all ground is as deep, of half its height.
    vec2 corner = vertexPosition.xy - u * sign(clipU.z) - v * sign(clipV.z);
    mat4 rows = transpose(modelViewProjection);
    float steep = rows[3].z * rows[3].z;
    vec4 near = modelViewProjection * vec4(corner, vertexPosition.z + 0.5 * height * steep * steep, 1.0);
    near.z -= 4e-6 * near.w; // and no park it stands in, which is drawn a little nearer than it is
    float lean = min(dot(rows[3].xy, world.xy - eyePosition.xy) * height / max(eyePosition.z - world.z, height), 0.0);
    near.zw += lean * vec2(dot(rows[2].xyz, rows[3].xyz) / dot(rows[3].xyz, rows[3].xyz), 1.0);
    vec2 reach = 2.0 * (abs(pixelsU) + abs(pixelsV)) + abs(down);
    gl_PointSize = min(max(reach.x, reach.y) + 0.5, 250.0);
    gl_Position = vec4((at + 0.5 * down / half2) * near.w, near.zw);
    if ((flags & 16) != 0 || middle.w < 1.0) // hidden: outside the clip volume whatever the projection
        gl_Position = vec4(2.0, 2.0, 2.0, 0.0);
}
